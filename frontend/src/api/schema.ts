// Written by `npm run client` from app/openapi.json; not to be changed by hand.

export interface paths {
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Session Get
         * @description Who is signed in, if anybody, and the token that writes need.
         */
        get: operations["session_get"];
        put?: never;
        /**
         * Session Open
         * @description Sign in; the token of before is worth nothing afterwards.
         */
        post: operations["session_open"];
        /**
         * Session Close
         * @description Sign out.
         */
        delete: operations["session_close"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Session Close Everywhere
         * @description End every session of the user, on all devices.
         */
        delete: operations["session_close_everywhere"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Product List
         * @description Products by SKU or in another order; `q` finds part of a SKU or name, a misspelt name, or a whole barcode.
         */
        get: operations["product_list"];
        put?: never;
        /**
         * Product Create
         * @description Add a product.
         */
        post: operations["product_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Product Get
         * @description One product.
         */
        get: operations["product_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Product Change
         * @description Change the given fields of a product, and no other.
         */
        patch: operations["product_change"];
        trace?: never;
    };
    "/api/v1/movements/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Receipt Create
         * @description Add what has come in.
         */
        post: operations["receipt_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/movements/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue Create
         * @description Take what goes out.
         */
        post: operations["issue_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/movements/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transfer Create
         * @description Move stock from one location to another: both lines or none.
         */
        post: operations["transfer_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/movements/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count Create
         * @description Set the stock to what was counted.
         */
        post: operations["count_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/movements/adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adjustment Create
         * @description Correct the stock by a difference, for a reason.
         */
        post: operations["adjustment_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Level List
         * @description How much there is of each product at each location.
         */
        get: operations["level_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/low": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Low List
         * @description Active products that have come down to their reorder point.
         */
        get: operations["low_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/valuation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stock Valuation
         * @description What stock is worth at the unit costs of now.
         */
        get: operations["stock_valuation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Movement List
         * @description The ledger, the newest lines first.
         */
        get: operations["movement_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stock Activity
         * @description How many acts of each kind there were on each of the last days, today included.
         */
        get: operations["stock_activity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stock History
         * @description How much of a product there was at the end of each of the last days; of today, how much there is now.
         */
        get: operations["stock_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stock/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Total List
         * @description How much there is of each of these products over all locations.
         */
        get: operations["total_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Category List
         * @description Categories by number.
         */
        get: operations["category_list"];
        put?: never;
        /**
         * Category Create
         * @description Add a category.
         */
        post: operations["category_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/categories/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Category Get
         * @description One category.
         */
        get: operations["category_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suppliers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Supplier List
         * @description Suppliers by number.
         */
        get: operations["supplier_list"];
        put?: never;
        /**
         * Supplier Create
         * @description Add a supplier.
         */
        post: operations["supplier_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suppliers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Supplier Get
         * @description One supplier.
         */
        get: operations["supplier_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Supplier Change
         * @description Change the given fields of a supplier, and no other.
         */
        patch: operations["supplier_change"];
        trace?: never;
    };
    "/api/v1/locations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Location List
         * @description Locations by code.
         */
        get: operations["location_list"];
        put?: never;
        /**
         * Location Create
         * @description Add a location.
         */
        post: operations["location_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/locations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Location Get
         * @description One location.
         */
        get: operations["location_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Location Change
         * @description Change the given fields of a location, and no other.
         */
        patch: operations["location_change"];
        trace?: never;
    };
    "/api/v1/exports/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Product Export
         * @description The products that the list of products would show, as CSV.
         */
        get: operations["product_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/levels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Level Export
         * @description The stock of each product at each location as CSV.
         */
        get: operations["level_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Movement Export
         * @description The ledger as CSV, the newest lines first.
         */
        get: operations["movement_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Product Import
         * @description Add the products of a CSV file, and change those whose SKU is there.
         */
        post: operations["product_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count Import
         * @description Set stock to what a CSV file says: opening stock, or what was counted.
         */
        post: operations["count_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * User List
         * @description Users by name.
         */
        get: operations["user_list"];
        put?: never;
        /**
         * User Create
         * @description Add a user, who can sign in at once.
         */
        post: operations["user_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * User Get
         * @description One user.
         */
        get: operations["user_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * User Change
         * @description Change the given fields of a user, and no other; a new password and shutting out end the user's sessions.
         */
        patch: operations["user_change"];
        trace?: never;
    };
    "/api/v1/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * About
         * @description Which version of the API answers, and from which revision of its source it was built.
         */
        get: operations["about"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Role
         * @description From the least to the most: each may do whatever those before it may.
         * @enum {string}
         */
        Role: "viewer" | "clerk" | "manager" | "admin";
        /**
         * SessionShape
         * @description Who is signed in, if anybody, and the token for the header X-CSRFToken of every write.
         */
        SessionShape: {
            user: components["schemas"]["UserShape"] | null;
            /** Csrf Token */
            csrf_token: string;
        };
        /**
         * UserShape
         * @description The user of a session.
         */
        UserShape: {
            /** Id */
            id: number;
            /** Email */
            email: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
        };
        /**
         * Credentials
         * @description Who wants to sign in.
         */
        Credentials: {
            /** Email */
            email: string;
            /** Password */
            password: string;
        };
        /**
         * ProductQuery
         * @description Which page of which products, in which order; `newest` begins with those that were added last.
         */
        ProductQuery: {
            /** After */
            after?: string | null;
            /**
             * Limit
             * @default 25
             */
            limit: number;
            /** Q */
            q?: string | null;
            /** Category Id */
            category_id?: number | null;
            /** Supplier Id */
            supplier_id?: number | null;
            /** Active */
            active?: boolean | null;
            /**
             * Sort
             * @default sku
             * @enum {string}
             */
            sort: "sku" | "-sku" | "name" | "-name" | "newest";
        };
        /** Page[ProductShape] */
        Page_ProductShape_: {
            /** Items */
            items: components["schemas"]["ProductShape"][];
            /** Next */
            next: string | null;
        };
        /**
         * ProductShape
         * @description A product; `unit_cost` is a decimal number as text, so that no digit is lost.
         */
        ProductShape: {
            /** Id */
            id: number;
            /** Sku */
            sku: string;
            /** Barcode */
            barcode: string | null;
            /** Name */
            name: string;
            /** Category Id */
            category_id: number | null;
            /** Supplier Id */
            supplier_id: number | null;
            unit: components["schemas"]["Unit"];
            /** Unit Cost */
            unit_cost: string;
            /** Reorder Point */
            reorder_point: number;
            /** Active */
            active: boolean;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /**
         * Unit
         * @description What one of a product is; small enough that stock is always a whole number.
         * @enum {string}
         */
        Unit: "piece" | "box" | "gram" | "millilitre" | "millimetre";
        /**
         * ProductForm
         * @description A new product.
         */
        ProductForm: {
            /** Sku */
            sku: string;
            /** Name */
            name: string;
            /** Barcode */
            barcode?: string | null;
            /** Category Id */
            category_id?: number | null;
            /** Supplier Id */
            supplier_id?: number | null;
            /** @default piece */
            unit: components["schemas"]["Unit"];
            /**
             * Unit Cost
             * @default 0
             */
            unit_cost: number | string;
            /**
             * Reorder Point
             * @default 0
             */
            reorder_point: number;
            /**
             * Active
             * @default true
             */
            active: boolean;
        };
        /**
         * ProductChanges
         * @description What may change about a product; its SKU is its name for ever.
         */
        ProductChanges: {
            /** Name */
            name?: string;
            /** Barcode */
            barcode?: string | null;
            /** Category Id */
            category_id?: number | null;
            /** Supplier Id */
            supplier_id?: number | null;
            /** Unit Cost */
            unit_cost?: number | string;
            /** Reorder Point */
            reorder_point?: number;
            /** Active */
            active?: boolean;
        };
        /**
         * ActShape
         * @description What a movement wrote: one line, or the two of a transfer.
         */
        ActShape: {
            /**
             * Act Id
             * Format: uuid
             */
            act_id: string;
            /** Lines */
            lines: components["schemas"]["LineShape"][];
        };
        /**
         * LineShape
         * @description A line of the ledger: what was added, and what there was after.
         */
        LineShape: {
            /** Id */
            id: number;
            /**
             * Act Id
             * Format: uuid
             */
            act_id: string;
            kind: components["schemas"]["MovementKind"];
            /** Product Id */
            product_id: number;
            /** Location Id */
            location_id: number;
            /** Change */
            change: number;
            /** Balance */
            balance: number;
            /** Reason */
            reason: string;
            /** User Id */
            user_id: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
        };
        /**
         * MovementKind
         * @description Why stock changed.
         * @enum {string}
         */
        MovementKind: "receipt" | "issue" | "transfer" | "adjustment" | "count";
        /**
         * QuantityForm
         * @description A receipt or an issue.
         */
        QuantityForm: {
            /** Product Id */
            product_id: number;
            /** Location Id */
            location_id: number;
            /**
             * Reason
             * @default
             */
            reason: string;
            /** Quantity */
            quantity: number;
        };
        /**
         * TransferForm
         * @description Stock of one product from a location to another.
         */
        TransferForm: {
            /** Product Id */
            product_id: number;
            /** From Id */
            from_id: number;
            /** To Id */
            to_id: number;
            /** Quantity */
            quantity: number;
            /**
             * Reason
             * @default
             */
            reason: string;
        };
        /**
         * CountForm
         * @description What was counted.
         */
        CountForm: {
            /** Product Id */
            product_id: number;
            /** Location Id */
            location_id: number;
            /**
             * Reason
             * @default
             */
            reason: string;
            /** Counted */
            counted: number;
        };
        /**
         * AdjustmentForm
         * @description A correction, which needs its reason.
         */
        AdjustmentForm: {
            /** Product Id */
            product_id: number;
            /** Location Id */
            location_id: number;
            /** Reason */
            reason: string;
            /** Change */
            change: number;
        };
        /**
         * LevelQuery
         * @description Which page of which levels.
         */
        LevelQuery: {
            /** After */
            after?: string | null;
            /**
             * Limit
             * @default 25
             */
            limit: number;
            /** Product Id */
            product_id?: number | null;
            /** Location Id */
            location_id?: number | null;
        };
        /**
         * LevelShape
         * @description How much there is of one product at one location.
         */
        LevelShape: {
            /** Product Id */
            product_id: number;
            /** Sku */
            sku: string;
            /** Name */
            name: string;
            /** Location Id */
            location_id: number;
            /** Location */
            location: string;
            /** Quantity */
            quantity: number;
            unit: components["schemas"]["Unit"];
            /**
             * Updated At
             * Format: date-time
             */
            updated_at: string;
        };
        /** Page[LevelShape] */
        Page_LevelShape_: {
            /** Items */
            items: components["schemas"]["LevelShape"][];
            /** Next */
            next: string | null;
        };
        /**
         * PageQuery
         * @description Which page of a list: after which cursor, and of how many items.
         */
        PageQuery: {
            /** After */
            after?: string | null;
            /**
             * Limit
             * @default 25
             */
            limit: number;
        };
        /**
         * LowShape
         * @description A product that should be ordered; `quantity` is that of all locations.
         */
        LowShape: {
            /** Id */
            id: number;
            /** Sku */
            sku: string;
            /** Name */
            name: string;
            unit: components["schemas"]["Unit"];
            /** Supplier Id */
            supplier_id: number | null;
            /** Reorder Point */
            reorder_point: number;
            /** Quantity */
            quantity: number;
        };
        /** Page[LowShape] */
        Page_LowShape_: {
            /** Items */
            items: components["schemas"]["LowShape"][];
            /** Next */
            next: string | null;
        };
        /**
         * ValuationShape
         * @description What all stock is worth, by location.
         */
        ValuationShape: {
            /** Items */
            items: components["schemas"]["ValueShape"][];
            /** Total */
            total: string;
        };
        /**
         * ValueShape
         * @description What the stock of one location is worth.
         */
        ValueShape: {
            /** Location Id */
            location_id: number;
            /** Location */
            location: string;
            /** Products */
            products: number;
            /** Amount */
            amount: string;
        };
        /**
         * MovementQuery
         * @description Which page of which lines of the ledger.
         */
        MovementQuery: {
            /** After */
            after?: string | null;
            /**
             * Limit
             * @default 25
             */
            limit: number;
            /** Product Id */
            product_id?: number | null;
            /** Location Id */
            location_id?: number | null;
            kind?: components["schemas"]["MovementKind"] | null;
            /** Since */
            since?: string | null;
        };
        /**
         * MovementShape
         * @description A line of the ledger with names for its numbers, and the request that wrote it.
         */
        MovementShape: {
            /** Id */
            id: number;
            /**
             * Act Id
             * Format: uuid
             */
            act_id: string;
            kind: components["schemas"]["MovementKind"];
            /** Product Id */
            product_id: number;
            /** Location Id */
            location_id: number;
            /** Change */
            change: number;
            /** Balance */
            balance: number;
            /** Reason */
            reason: string;
            /** User Id */
            user_id: number;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Sku */
            sku: string;
            /** Product */
            product: string;
            /** Location */
            location: string;
            /** User */
            user: string;
            /** Request Id */
            request_id: string;
        };
        /** Page[MovementShape] */
        Page_MovementShape_: {
            /** Items */
            items: components["schemas"]["MovementShape"][];
            /** Next */
            next: string | null;
        };
        /**
         * ActivityQuery
         * @description Of how many days, and where a day begins.
         */
        ActivityQuery: {
            /**
             * Days
             * @default 14
             */
            days: number;
            /**
             * Time Zone
             * @default UTC
             */
            time_zone: string;
        };
        /**
         * ActivityDayShape
         * @description How many acts of each kind there were on a day; a transfer is one act of two lines.
         */
        ActivityDayShape: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Receipt */
            receipt: number;
            /** Issue */
            issue: number;
            /** Transfer */
            transfer: number;
            /** Adjustment */
            adjustment: number;
            /** Count */
            count: number;
        };
        /**
         * ActivityShape
         * @description The days, the oldest first.
         */
        ActivityShape: {
            /** Items */
            items: components["schemas"]["ActivityDayShape"][];
        };
        /**
         * HistoryQuery
         * @description Of which product, at one location or all, for how many days, and where a day ends.
         */
        HistoryQuery: {
            /** Product Id */
            product_id: number;
            /** Location Id */
            location_id?: number | null;
            /**
             * Days
             * @default 90
             */
            days: number;
            /**
             * Time Zone
             * @default UTC
             */
            time_zone: string;
        };
        /**
         * HistoryDayShape
         * @description How much there was at the end of a day; of today, how much there is.
         */
        HistoryDayShape: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Quantity */
            quantity: number;
        };
        /**
         * HistoryShape
         * @description The days, the oldest first.
         */
        HistoryShape: {
            /** Items */
            items: components["schemas"]["HistoryDayShape"][];
        };
        /**
         * TotalsQuery
         * @description Of which products.
         */
        TotalsQuery: {
            /** Product Id */
            product_id: number[];
        };
        /**
         * TotalShape
         * @description How much there is of a product over all locations.
         */
        TotalShape: {
            /** Product Id */
            product_id: number;
            /** Quantity */
            quantity: number;
        };
        /**
         * TotalsShape
         * @description The products by number.
         */
        TotalsShape: {
            /** Items */
            items: components["schemas"]["TotalShape"][];
        };
        /**
         * CategoryShape
         * @description A category.
         */
        CategoryShape: {
            /** Id */
            id: number;
            /** Name */
            name: string;
        };
        /** Page[CategoryShape] */
        Page_CategoryShape_: {
            /** Items */
            items: components["schemas"]["CategoryShape"][];
            /** Next */
            next: string | null;
        };
        /**
         * CategoryForm
         * @description A new category.
         */
        CategoryForm: {
            /** Name */
            name: string;
        };
        /** Page[SupplierShape] */
        Page_SupplierShape_: {
            /** Items */
            items: components["schemas"]["SupplierShape"][];
            /** Next */
            next: string | null;
        };
        /**
         * SupplierShape
         * @description A supplier.
         */
        SupplierShape: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Email */
            email: string;
            /** Phone */
            phone: string;
            /** Active */
            active: boolean;
        };
        /**
         * SupplierForm
         * @description A new supplier.
         */
        SupplierForm: {
            /** Name */
            name: string;
            /**
             * Email
             * @default
             */
            email: string;
            /**
             * Phone
             * @default
             */
            phone: string;
            /**
             * Active
             * @default true
             */
            active: boolean;
        };
        /**
         * SupplierChanges
         * @description What may change about a supplier.
         */
        SupplierChanges: {
            /** Name */
            name?: string;
            /** Email */
            email?: string;
            /** Phone */
            phone?: string;
            /** Active */
            active?: boolean;
        };
        /**
         * LocationShape
         * @description A location.
         */
        LocationShape: {
            /** Id */
            id: number;
            /** Code */
            code: string;
            /** Name */
            name: string;
            /** Active */
            active: boolean;
        };
        /** Page[LocationShape] */
        Page_LocationShape_: {
            /** Items */
            items: components["schemas"]["LocationShape"][];
            /** Next */
            next: string | null;
        };
        /**
         * LocationForm
         * @description A new location.
         */
        LocationForm: {
            /** Code */
            code: string;
            /** Name */
            name: string;
            /**
             * Active
             * @default true
             */
            active: boolean;
        };
        /**
         * LocationChanges
         * @description What may change about a location.
         */
        LocationChanges: {
            /** Name */
            name?: string;
            /** Active */
            active?: boolean;
        };
        /**
         * ProductSheetQuery
         * @description Which products to export.
         */
        ProductSheetQuery: {
            /**
             * Separator
             * @default comma
             * @enum {string}
             */
            separator: "comma" | "semicolon";
            /** Language */
            language?: ("en" | "es") | null;
            /** Q */
            q?: string | null;
            /** Category Id */
            category_id?: number | null;
            /** Supplier Id */
            supplier_id?: number | null;
            /** Active */
            active?: boolean | null;
        };
        /**
         * LevelSheetQuery
         * @description Which levels to export.
         */
        LevelSheetQuery: {
            /**
             * Separator
             * @default comma
             * @enum {string}
             */
            separator: "comma" | "semicolon";
            /** Language */
            language?: ("en" | "es") | null;
            /** Product Id */
            product_id?: number | null;
            /** Location Id */
            location_id?: number | null;
        };
        /**
         * MovementSheetQuery
         * @description Which lines of the ledger to export.
         */
        MovementSheetQuery: {
            /**
             * Separator
             * @default comma
             * @enum {string}
             */
            separator: "comma" | "semicolon";
            /** Language */
            language?: ("en" | "es") | null;
            /** Product Id */
            product_id?: number | null;
            /** Location Id */
            location_id?: number | null;
            kind?: components["schemas"]["MovementKind"] | null;
            /** Since */
            since?: string | null;
        };
        /**
         * ImportQuery
         * @description How to import: a dry run reports the same and writes nothing.
         */
        ImportQuery: {
            /**
             * Dry Run
             * @default false
             */
            dry_run: boolean;
        };
        /**
         * ImportShape
         * @description What came of the rows of a file, or would come of them; an import has its number as `act_id` in the ledger.
         */
        ImportShape: {
            /** Import Id */
            import_id: string | null;
            /** Dry Run */
            dry_run: boolean;
            /** Rows */
            rows: number;
            /** Created */
            created: number;
            /** Changed */
            changed: number;
            /** Unchanged */
            unchanged: number;
        };
        /**
         * AccountShape
         * @description A user as administrators see them.
         */
        AccountShape: {
            /** Id */
            id: number;
            /** Email */
            email: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            /** Active */
            active: boolean;
            /** Last Login */
            last_login: string | null;
        };
        /** Page[AccountShape] */
        Page_AccountShape_: {
            /** Items */
            items: components["schemas"]["AccountShape"][];
            /** Next */
            next: string | null;
        };
        /**
         * UserForm
         * @description A new user, who can sign in at once.
         */
        UserForm: {
            /** Email */
            email: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            /** Password */
            password: string;
        };
        /**
         * UserChanges
         * @description What may change about a user; the e-mail address is what they sign in with.
         */
        UserChanges: {
            /** Name */
            name?: string;
            role?: components["schemas"]["Role"];
            /** Active */
            active?: boolean;
            /** Password */
            password?: string;
        };
        /**
         * AboutShape
         * @description Which version of the API answers, and from which revision of its source it was built.
         */
        AboutShape: {
            /** Version */
            version: string;
            /** Build */
            build: string;
        };
        /**
         * Problem
         * @description Why a request was not carried out (RFC 9457), in the language of Accept-Language.
         */
        Problem: {
            /** @description Names the kind of problem; programs tell problems apart by it. */
            type: string;
            title: string;
            status: number;
            detail: string;
            request_id?: string | null;
            /** @description The values that cannot be used, if any. */
            errors?: {
                in?: string;
                field?: string;
                code?: string;
                message?: string;
                column?: string;
                value?: string;
                line?: number;
            }[];
            /** @description How many values of a file cannot be used, as far as it was read; errors holds the first. */
            total?: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    session_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session_open: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session_close: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    session_close_everywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    product_list: {
        parameters: {
            query?: {
                after?: string | null;
                limit?: number;
                q?: string | null;
                category_id?: number | null;
                supplier_id?: number | null;
                active?: boolean | null;
                sort?: "sku" | "-sku" | "name" | "-name" | "newest";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ProductShape_"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    product_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    product_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    product_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductChanges"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receipt_create: {
        parameters: {
            query?: never;
            header: {
                /** @description Made up by the client, one for each movement; a UUID is a good one. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuantityForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    issue_create: {
        parameters: {
            query?: never;
            header: {
                /** @description Made up by the client, one for each movement; a UUID is a good one. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuantityForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transfer_create: {
        parameters: {
            query?: never;
            header: {
                /** @description Made up by the client, one for each movement; a UUID is a good one. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    count_create: {
        parameters: {
            query?: never;
            header: {
                /** @description Made up by the client, one for each movement; a UUID is a good one. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CountForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    adjustment_create: {
        parameters: {
            query?: never;
            header: {
                /** @description Made up by the client, one for each movement; a UUID is a good one. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustmentForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    level_list: {
        parameters: {
            query?: {
                after?: string | null;
                limit?: number;
                product_id?: number | null;
                location_id?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_LevelShape_"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    low_list: {
        parameters: {
            query?: {
                after?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_LowShape_"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stock_valuation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValuationShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    movement_list: {
        parameters: {
            query?: {
                after?: string | null;
                limit?: number;
                product_id?: number | null;
                location_id?: number | null;
                kind?: components["schemas"]["MovementKind"] | null;
                since?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_MovementShape_"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stock_activity: {
        parameters: {
            query?: {
                days?: number;
                time_zone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActivityShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stock_history: {
        parameters: {
            query: {
                product_id: number;
                location_id?: number | null;
                days?: number;
                time_zone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    total_list: {
        parameters: {
            query: {
                product_id: number[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotalsShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    category_list: {
        parameters: {
            query?: {
                after?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_CategoryShape_"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    category_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CategoryForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    category_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CategoryShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    supplier_list: {
        parameters: {
            query?: {
                after?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_SupplierShape_"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    supplier_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupplierForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    supplier_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    supplier_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupplierChanges"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SupplierShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    location_list: {
        parameters: {
            query?: {
                after?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_LocationShape_"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    location_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LocationForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    location_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    location_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LocationChanges"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    product_export: {
        parameters: {
            query?: {
                separator?: "comma" | "semicolon";
                language?: ("en" | "es") | null;
                q?: string | null;
                category_id?: number | null;
                supplier_id?: number | null;
                active?: boolean | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, with headings in that language, else in the language of Accept-Language */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    level_export: {
        parameters: {
            query?: {
                separator?: "comma" | "semicolon";
                language?: ("en" | "es") | null;
                product_id?: number | null;
                location_id?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, with headings in that language, else in the language of Accept-Language */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    movement_export: {
        parameters: {
            query?: {
                separator?: "comma" | "semicolon";
                language?: ("en" | "es") | null;
                product_id?: number | null;
                location_id?: number | null;
                kind?: components["schemas"]["MovementKind"] | null;
                since?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, with headings in that language, else in the language of Accept-Language */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    product_import: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
            header: {
                /** @description Made up by the client, one for each movement; a UUID is a good one. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportShape"];
                    "application/x-ndjson": string;
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    count_import: {
        parameters: {
            query?: {
                dry_run?: boolean;
            };
            header: {
                /** @description Made up by the client, one for each movement; a UUID is a good one. */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportShape"];
                    "application/x-ndjson": string;
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    user_list: {
        parameters: {
            query?: {
                after?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_AccountShape_"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    user_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserForm"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    user_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    user_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChanges"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    about: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AboutShape"];
                };
            };
            /** @description It was not carried out */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
